// Log lines in the form that Prisma's CLI reads from its engine's stderr.

export function logError(message: string, extra: Record<string, unknown> = {}): void {
  const line = {
    timestamp: new Date().toISOString(),
    level: "ERROR",
    fields: { message, ...extra },
    target: "schema_engine::logger",
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
