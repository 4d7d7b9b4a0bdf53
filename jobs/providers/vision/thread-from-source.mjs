// Entry of the vision thread in development and tests, where it is TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./thread.ts");
