#!/usr/bin/env node
// What Prisma's CLI starts in place of its native schema engine (see prisma.config.ts); the work is in TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./schema-engine/main.ts");
