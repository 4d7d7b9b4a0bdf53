// English. One file a subject under en/; es.ts mirrors the shape.
import { account } from "./en/account.ts";
import { agent } from "./en/agent.ts";
import { avatar } from "./en/avatar.ts";
import { backup } from "./en/backup.ts";
import { batch } from "./en/batch.ts";
import { calendar } from "./en/calendar.ts";
import { cli } from "./en/cli.ts";
import { commands } from "./en/commands.ts";
import { common } from "./en/common.ts";
import { custom } from "./en/custom.ts";
import { demo } from "./en/demo.ts";
import { digest } from "./en/digest.ts";
import { discord } from "./en/discord.ts";
import { doctor } from "./en/doctor.ts";
import { example } from "./en/example.ts";
import { experiments } from "./en/experiments.ts";
import { fans } from "./en/fans.ts";
import { handover } from "./en/handover.ts";
import { identity } from "./en/identity.ts";
import { insights } from "./en/insights.ts";
import { jobs } from "./en/jobs.ts";
import { limits } from "./en/limits.ts";
import { linking } from "./en/linking.ts";
import { logins } from "./en/logins.ts";
import { mcp } from "./en/mcp.ts";
import { people } from "./en/people.ts";
import { persona } from "./en/persona.ts";
import { posting } from "./en/posting.ts";
import { privacy } from "./en/privacy.ts";
import { publishing } from "./en/publishing.ts";
import { reach } from "./en/reach.ts";
import { reel } from "./en/reel.ts";
import { reports } from "./en/reports.ts";
import { rooms } from "./en/rooms.ts";
import { sales } from "./en/sales.ts";
import { shots } from "./en/shots.ts";
import { status } from "./en/status.ts";
import { story } from "./en/story.ts";
import { studio } from "./en/studio.ts";
import { system } from "./en/system.ts";
import { telegram } from "./en/telegram.ts";
import { templates } from "./en/templates.ts";
import { web } from "./en/web.ts";
import { webChat } from "./en/web-chat.ts";
import { webhooks } from "./en/webhooks.ts";

export const en = {
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
