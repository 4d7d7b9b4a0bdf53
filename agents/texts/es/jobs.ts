// Trabajo en segundo plano que se abandonó.

import type { jobs as en } from "../en/jobs.ts";
import type { TextShape } from "../shape.ts";

export const jobs: TextShape<typeof en> = {
  count: (count: number) => {
    if (count === 0) return "No se abandonó ningún trabajo en segundo plano";
    return count === 1
      ? "Se abandonó un trabajo en segundo plano"
      : `Se abandonaron ${count} trabajos en segundo plano`;
  },
  job: "Id",
  name: "Trabajo",
  attempts: "Intentos",
  error: "Por qué",
  failedAt: "Abandonado (UTC)",
  retry: "Reintentar",
  discard: "Soltar",
  retried: (name: string) => `${name} se intenta de nuevo`,
  discarded: (name: string) => `${name} se ha soltado`,
  notFound: (id: string) => `«${id}» no es un trabajo abandonado.`,
  notFoundHint: "job list muestra los abandonados; quizá ya se reintentó",
};
