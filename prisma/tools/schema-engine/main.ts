// Drop-in for Prisma's native `schema-engine`: the same arguments and JSON-RPC over stdio, on the WASM build of that
// engine from npm and on node-postgres, so that no command of the Prisma CLI has to download a binary.
import { parseArguments } from "./arguments.ts";
import { runDatabaseCommand } from "./database-command.ts";
import { serveRequests } from "./serve-requests.ts";

const options = parseArguments(process.argv.slice(2));
if (options.isVersionAsked) console.log("schema-engine-wasm");
else if (options.command) process.exitCode = await runDatabaseCommand(options.command, options.url);
else await serveRequests(options);
