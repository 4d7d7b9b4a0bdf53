// English. One file a subject under en/; es.ts mirrors the shape.
import { account } from "./en/account.ts";
import { avatar } from "./en/avatar.ts";
import { batch } from "./en/batch.ts";
import { cli } from "./en/cli.ts";
import { commands } from "./en/commands.ts";
import { common } from "./en/common.ts";
import { custom } from "./en/custom.ts";
import { demo } from "./en/demo.ts";
import { example } from "./en/example.ts";
import { experiments } from "./en/experiments.ts";
import { fans } from "./en/fans.ts";
import { handover } from "./en/handover.ts";
import { identity } from "./en/identity.ts";
import { limits } from "./en/limits.ts";
import { linking } from "./en/linking.ts";
import { logins } from "./en/logins.ts";
import { people } from "./en/people.ts";
import { persona } from "./en/persona.ts";
import { privacy } from "./en/privacy.ts";
import { reach } from "./en/reach.ts";
import { reel } from "./en/reel.ts";
import { reports } from "./en/reports.ts";
import { sales } from "./en/sales.ts";
import { status } from "./en/status.ts";
import { story } from "./en/story.ts";
import { studio } from "./en/studio.ts";
import { system } from "./en/system.ts";
import { telegram } from "./en/telegram.ts";
import { templates } from "./en/templates.ts";
import { web } from "./en/web.ts";
import { webChat } from "./en/web-chat.ts";

export const en = {
  account,
  avatar,
  batch,
  cli,
  commands,
  common,
  custom,
  demo,
  example,
  experiments,
  fans,
  handover,
  identity,
  limits,
  linking,
  logins,
  people,
  persona,
  privacy,
  reach,
  reel,
  reports,
  sales,
  status,
  story,
  studio,
  system,
  telegram,
  templates,
  web,
  webChat,
};
