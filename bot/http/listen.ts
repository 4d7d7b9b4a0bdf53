// Starts listening, with an error that says which variable to change.
import type { Server } from "node:http";
import type { Config } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { texts } from "../../agents/texts/texts.ts";

/** @throws AppError `conflict` (port in use), `not_configured` (port or address not allowed), both naming the variable */
export async function listen(server: Server, config: Pick<Config, "HOST" | "PORT">): Promise<number> {
  const { HOST: host, PORT: port } = config;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(describe(error, port, host)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : port;
}

function describe(error: NodeJS.ErrnoException, port: number, host: string): Error {
  // The operator at the terminal has no language setting yet.
  const words = texts("en").web.http;
  if (error.code === "EADDRINUSE") {
    const options = { field: "PORT", remedy: words.portInUseRemedy, cause: error };
    return new AppError("conflict", words.portInUse(port, host), options);
  }
  if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    const field = error.code === "EACCES" ? "PORT" : "HOST";
    const options = { field, remedy: words.portForbiddenRemedy, cause: error };
    return new AppError("not_configured", words.portForbidden(port, host), options);
  }
  return error;
}
