// Variables that only docker-compose.yml reads: the product itself never sees them.
import type { EnvironmentVariable } from "../../agents/kernel/environment.ts";

const GROUP = "Docker Compose only";

export const COMPOSE_VARIABLES: readonly EnvironmentVariable[] = [
  {
    name: "POSTGRES_PASSWORD",
    group: GROUP,
    meaning: "Password of the bundled Postgres. It becomes part of DATABASE_URL: letters and digits only.",
    secret: true,
  },
  {
    name: "WEB_PORT",
    group: GROUP,
    meaning: "Port of the machine that the web container answers on.",
    default: "3000",
  },
];
