import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's CLI downloads a native schema engine on first use. This project runs the WASM build of the same engine from
// npm instead (prisma/tools/schema-engine.mjs), so that a machine without that host works; PRISMA_NATIVE_ENGINE=1 goes back.
if (!process.env.PRISMA_NATIVE_ENGINE) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve("prisma/tools/schema-engine.mjs");
}
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL || "postgresql://u:p@pglite/memory" },
});
