// Spanish: the same keys as en.ts; the compiler refuses a missing one.
import type { en } from "./en.ts";
import { account } from "./es/account.ts";
import { agent } from "./es/agent.ts";
import { avatar } from "./es/avatar.ts";
import { backup } from "./es/backup.ts";
import { batch } from "./es/batch.ts";
import { calendar } from "./es/calendar.ts";
import { cli } from "./es/cli.ts";
import { commands } from "./es/commands.ts";
import { common } from "./es/common.ts";
import { custom } from "./es/custom.ts";
import { demo } from "./es/demo.ts";
import { digest } from "./es/digest.ts";
import { discord } from "./es/discord.ts";
import { doctor } from "./es/doctor.ts";
import { example } from "./es/example.ts";
import { experiments } from "./es/experiments.ts";
import { fans } from "./es/fans.ts";
import { handover } from "./es/handover.ts";
import { identity } from "./es/identity.ts";
import { insights } from "./es/insights.ts";
import { jobs } from "./es/jobs.ts";
import { limits } from "./es/limits.ts";
import { linking } from "./es/linking.ts";
import { logins } from "./es/logins.ts";
import { mcp } from "./es/mcp.ts";
import { people } from "./es/people.ts";
import { persona } from "./es/persona.ts";
import { posting } from "./es/posting.ts";
import { privacy } from "./es/privacy.ts";
import { publishing } from "./es/publishing.ts";
import { reach } from "./es/reach.ts";
import { reel } from "./es/reel.ts";
import { reports } from "./es/reports.ts";
import { rooms } from "./es/rooms.ts";
import { sales } from "./es/sales.ts";
import { shots } from "./es/shots.ts";
import { status } from "./es/status.ts";
import { story } from "./es/story.ts";
import { studio } from "./es/studio.ts";
import { system } from "./es/system.ts";
import { telegram } from "./es/telegram.ts";
import { templates } from "./es/templates.ts";
import { web } from "./es/web.ts";
import { webChat } from "./es/web-chat.ts";
import { webhooks } from "./es/webhooks.ts";
import type { TextShape } from "./shape.ts";

export const es: TextShape<typeof en> = {
  account,
  agent,
  avatar,
  backup,
  batch,
  calendar,
  cli,
  commands,
  common,
  custom,
  demo,
  digest,
  discord,
  doctor,
  example,
  experiments,
  fans,
  handover,
  identity,
  insights,
  jobs,
  limits,
  linking,
  logins,
  people,
  persona,
  posting,
  privacy,
  publishing,
  reach,
  reel,
  reports,
  rooms,
  sales,
  shots,
  status,
  story,
  studio,
  system,
  mcp,
  webhooks,
  telegram,
  templates,
  web,
  webChat,
};
