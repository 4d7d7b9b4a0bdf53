// Entry of the database thread in development and tests, where it is TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./worker-thread.ts");
