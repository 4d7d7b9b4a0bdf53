// For the container's HEALTHCHECK: exit 0 while the process answers.
const port = process.env.PORT ?? "3000";
const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_500) });
process.exitCode = response.ok ? 0 : 1;
