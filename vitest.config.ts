import { defineConfig } from "vitest/config";

const ALL = ["{agents,bot,jobs,admin,prisma,scripts}/**/*.test.{ts,tsx}"];
/** Tests that boot the whole product, or kill a process of their own. */
const WHOLE = ["bot/e2e/**/*.test.ts", "bot/surfaces/web/console.test.ts", "admin/*.test.ts"];
const shared = {
  setupFiles: ["agents/commands/testing/each-file.ts"],
  // To end what hangs, not to judge speed: a slow machine takes three times what a quick one does.
  testTimeout: 90_000,
  hookTimeout: 120_000,
  pool: "forks" as const,
  // Modules are loaded once a process instead of once a file: half the time of these many small files.
  isolate: false,
};

export default defineConfig({
  test: {
    globalSetup: ["prisma/testing/global-setup.ts"],
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: "whole", include: WHOLE } },
      { test: { ...shared, name: "parts", include: ALL, exclude: WHOLE } },
    ],
  },
});
