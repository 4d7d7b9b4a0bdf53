import { defineConfig } from "vitest/config";

const ALL = ["{agents,bot,jobs,admin,prisma,scripts}/**/*.test.{ts,tsx}"];
/** Tests that boot the whole product, or kill a process of their own. */
const WHOLE = ["bot/e2e/**/*.test.ts", "bot/surfaces/web/console.test.ts", "admin/*.test.ts"];
const shared = {
  setupFiles: ["agents/commands/testing/each-file.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: "forks" as const,
};

export default defineConfig({
  test: {
    globalSetup: ["prisma/testing/global-setup.ts"],
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: "whole", include: WHOLE } },
      // Modules are loaded once a process instead of once a file: half the time of these many small files.
      { test: { ...shared, name: "parts", include: ALL, exclude: WHOLE, isolate: false } },
    ],
  },
});
