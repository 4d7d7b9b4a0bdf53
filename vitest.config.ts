import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "{agents,bot,jobs,admin,prisma,scripts}/**/*.test.ts",
      "{agents,bot,jobs,admin,prisma,scripts}/**/*.test.tsx",
    ],
    globalSetup: ["prisma/testing/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
