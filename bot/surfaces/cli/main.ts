// `npm run cli -- <noun> <verb>`: talks to the running server, or opens the product in this process when none runs.
import { existsSync } from "node:fs";
import { runCommandLine } from "../../compose/command-line.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
await runCommandLine(process.env);
