// What the doctor says of each part, and how it is mended. A finding's words take one detail: a count, a name, a setting.
const words = (says: (detail: string) => string, mend: (detail: string) => string = () => "") => ({ says, mend });

export const doctor = {
  titles: {
    ok: (_broken: number, _warnings: number) => "All is well",
    warning: (_broken: number, warnings: number) => `It works; to look at: ${warnings}`,
    broken: (broken: number, warnings: number) => `Broken: ${broken}; to look at: ${warnings}`,
  },
  well: "Well",
  again: "Examine again",
  showAll: "Show everything",
  took: (seconds: string) => `Examined in ${seconds} s. Keys and tokens are never shown.`,
  areas: {
    database: "Database",
    queue: "Queue",
    store: "Media store",
    models: "Models",
    moderation: "Moderation",
    services: "Services",
    accounts: "Accounts",
    secrets: "Secrets",
    address: "Address",
    money: "Budget",
    disk: "Disk",
    backups: "Backups",
    running: "Sending",
  },
  findings: {
    works: words((detail) => `works (${detail})`),
    answers: words((ms) => `answers in ${ms} ms`),
    slow: words(
      (ms) => `answers in ${ms} ms only`,
      () => "Look for load on the machine, or move the database closer to this process.",
    ),
    migrated: words((count) => `schema up to date (${count} migrations)`),
    migrationFailed: words(
      (count) => `migrations that did not end: ${count}`,
      () => "Restore the last backup, or repair the schema and mark the migration with npx prisma migrate resolve.",
    ),
    vectorThere: words((version) => `pgvector ${version}`),
    vectorMissing: words(
      () => "the extension pgvector is missing",
      () => "Install pgvector on the server, then CREATE EXTENSION vector; as a superuser.",
    ),
    clocksAgree: words(() => "clocks agree"),
    clockSkew: words(
      (seconds) => `its clock and this machine's differ by ${seconds} s`,
      () => "Let both machines set their clocks by NTP.",
    ),
    workIsLate: words(
      (count) => `work that should have begun more than 5 minutes ago: ${count}`,
      () => "See that a process with the role worker runs (npm run worker), and that it is not at its limit.",
    ),
    workFailed: words(
      (count) => `jobs given up in the last 24 hours: ${count}`,
      () => "Open system status for what waits, and the queue page of the back office for the reasons.",
    ),
    storeDiffers: words(
      () => "gives back other bytes than were put",
      () => "Check the bucket for a proxy or a transformation in between.",
    ),
    storeKeeps: words(
      () => "does not delete",
      () => "Allow DeleteObject to the key of the bucket.",
    ),
    chatOffline: words(
      () => "no language model: texts come from rules",
      () => "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.",
    ),
    dimensionsFit: words((count) => `gives ${count} dimensions, as set`),
    dimensionsDiffer: words(
      (both) => `dimensions given and set differ: ${both}`,
      () => "Set EMBEDDING_DIMENSIONS to what the model gives, at most 1024.",
    ),
    noPictures: words(
      () => "nobody makes pictures",
      () => "Name a configured one in IMAGE_PROVIDERS, or unset it.",
    ),
    picturesOffline: words(
      () => "pictures are drawn previews",
      () => "Set the key of a picture vendor, such as REPLICATE_API_TOKEN or FAL_KEY.",
    ),
    noModeration: words(
      () => "none, so nothing becomes publishable",
      () => "Set MODERATION_PROVIDER=local, or OPENAI_API_KEY.",
    ),
    keyTaken: words((setting) => `takes ${setting}`),
    notAsked: words((setting) => `${setting} is set; not asked, since no call is free`),
    keyRefused: words(
      (setting) => `refuses ${setting}`,
      (setting) => `Make a new key at the vendor and set ${setting}.`,
    ),
    keyIsLimited: words(
      (setting) => `takes ${setting}, which may not read this`,
      (setting) => `Nothing, if ${setting} is restricted on purpose; else give it the right to read.`,
    ),
    noCredit: words(
      () => "the account has no credit left",
      () => "Add credit at the vendor.",
    ),
    unreachable: words(
      (setting) => `cannot be reached (${setting})`,
      (setting) => `Check the address behind ${setting}, the network and the firewall of this machine.`,
    ),
    timedOut: words(
      (seconds) => `did not answer within ${seconds} s`,
      () => "Check the network, then the status page of the service.",
    ),
    busy: words(
      () => "says that it is asked too often",
      () => "Wait a minute and examine again.",
    ),
    failed: words(
      (code) => `cannot be used (${code})`,
      () => "The log names the cause; set LOG_LEVEL=debug for more.",
    ),
    modelMissing: words(
      (model) => `does not offer the model ${model}`,
      () => "Set CHAT_MODEL to one that the server lists.",
    ),
    telegramWebhookMissing: words(
      () => "TELEGRAM_WEBHOOK_SECRET is set, but Telegram has no webhook",
      () => "Start the server: it registers the webhook. PUBLIC_URL has to be https.",
    ),
    telegramWebhookElsewhere: words(
      (host) => `sends its updates to ${host}`,
      () => "Another installation uses this bot. Give each a bot of its own, then start this server again.",
    ),
    telegramWebhookFails: words(
      (message) => `could not deliver: ${message}`,
      () => "Make PUBLIC_URL/webhooks/telegram reachable from outside, with a valid certificate.",
    ),
    telegramStillWebhook: words(
      (host) => `a webhook at ${host} keeps updates from being fetched`,
      () => "Set TELEGRAM_WEBHOOK_SECRET, or start the server: it takes the webhook away.",
    ),
    noAccounts: words(
      () => "none is connected",
      () => "account link NAME --platform instagram",
    ),
    accountEmulated: words(() => "emulated"),
    accountLost: words(
      () => "is disconnected",
      (account) => `account reconnect ${account}`,
    ),
    tokenMissing: words(
      () => "has no token",
      (account) => `account reconnect ${account}`,
    ),
    tokenExpired: words(
      () => "its token has ended",
      (account) => `account reconnect ${account}`,
    ),
    tokenRefused: words(
      () => "the platform refuses its token",
      (account) => `account reconnect ${account}`,
    ),
    tokenOfOther: words(
      () => "its token belongs to another account",
      (account) => `account reconnect ${account}`,
    ),
    tokenSealed: words(
      () => "its token does not open: it was sealed under another SECRET_KEY",
      (account) => `Set the SECRET_KEY of then (or SECRET_KEY_PREVIOUS), else: account reconnect ${account}`,
    ),
    tokenEnds: words(
      (days) => `its token ends in ${days} days`,
      () => "Log in anew before: account reconnect",
    ),
    tokenTaken: words(() => "the platform takes its token"),
    noEvents: words(
      () => "no event of its platform ever came",
      (path) => `See that PUBLIC_URL${path} is entered at the platform's app and reachable, then write to the account.`,
    ),
    keyGenerated: words(() => "SECRET_KEY is generated and kept in DATA_DIR/secrets.json"),
    keyStrong: words(() => "SECRET_KEY is set"),
    keyWeak: words(
      () => "SECRET_KEY is easy to guess",
      () => "Move it to SECRET_KEY_PREVIOUS, set a new one (openssl rand -base64 48), run system rotatekeys.",
    ),
    keyChanging: words(
      () => "SECRET_KEY_PREVIOUS is still set",
      () => "Run system rotatekeys, then unset SECRET_KEY_PREVIOUS.",
    ),
    noPassword: words(
      () => "OWNER_PASSWORD is not set",
      () => "Set OWNER_PASSWORD, at least 12 characters.",
    ),
    settingMissing: words(
      (setting) => `${setting} is not set`,
      (setting) => `Set ${setting}; docs/reference/environment.md says what it is for.`,
    ),
    addressLocal: words(
      (origin) => `${origin} is reached from this machine only`,
      () => "Set PUBLIC_URL to an https address, or nothing of a platform or fan gets here.",
    ),
    addressPlain: words(
      (origin) => `${origin} is not encrypted`,
      () => "Put a proxy with TLS before the server and set PUBLIC_URL to https.",
    ),
    proxyUntold: words(
      (origin) => `${origin} has a proxy that TRUST_PROXY does not name`,
      () => "Set TRUST_PROXY to the number of proxies, or every visitor has the same address.",
    ),
    addressGood: words((origin) => origin),
    budgetSet: words((used) => `${used} today`),
    budgetDefault: words((used) => `${used} today, by DAILY_BUDGET_USD`),
    budgetZero: words(
      () => "the ceiling is 0: no paid call is made",
      () => "budget set 25",
    ),
    budgetUsed: words(
      (used) => `used up: ${used}`,
      () => "budget set raises it; a new day begins at midnight UTC.",
    ),
    stopped: words(
      () => "stopped: nothing is sent",
      () => "system resume",
    ),
    notStopped: words(() => "not stopped"),
    diskRoom: words((free) => `free: ${free}`),
    diskLow: words(
      (free) => `little is free: ${free}`,
      () => "Remove old backups, or move DATA_DIR to a larger disk.",
    ),
    diskFull: words(
      (free) => `nearly full: ${free}`,
      () => "Make room now: a full disk stops the embedded database.",
    ),
    backupFresh: words((days) => `the last is ${days} days old`),
    backupOld: words(
      (days) => `the last is ${days} days old`,
      () => "system backup; better each night, by cron.",
    ),
    backupNone: words(
      () => "there is none",
      () => "system backup; better each night, by cron.",
    ),
    backupByServer: words(() => "pg_dump or the server's own; not seen from here"),
  },
};
