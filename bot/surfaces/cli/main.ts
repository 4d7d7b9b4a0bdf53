// `npm run cli -- <noun> <verb>`: talks to the running server, or opens the product in this process when none runs.
import { runCommandLine } from "../../compose/command-line.ts";

await runCommandLine(process.env);
