// Lo que dice el diagnóstico de cada parte, y cómo se arregla.
import type { doctor as english } from "../en/doctor.ts";
import type { TextShape } from "../shape.ts";

const words = (says: (detail: string) => string, mend: (detail: string) => string = () => "") => ({ says, mend });
const reconnect = (account: string) => `account reconnect ${account}`;

export const doctor: TextShape<typeof english> = {
  titles: {
    ok: () => "Todo está bien",
    warning: (_broken, warnings) => `Funciona; por revisar: ${warnings}`,
    broken: (broken, warnings) => `Roto: ${broken}; por revisar: ${warnings}`,
  },
  well: "Bien",
  again: "Examinar otra vez",
  showAll: "Mostrar todo",
  took: (seconds) => `Examinado en ${seconds} s. Nunca se muestran claves ni tokens.`,
  areas: {
    database: "Base de datos",
    queue: "Cola",
    store: "Almacén de medios",
    models: "Modelos",
    moderation: "Moderación",
    services: "Servicios",
    accounts: "Cuentas",
    secrets: "Secretos",
    address: "Dirección",
    money: "Presupuesto",
    disk: "Disco",
    backups: "Copias",
    running: "Envíos",
  },
  findings: {
    works: words((detail) => `funciona (${detail})`),
    answers: words((ms) => `responde en ${ms} ms`),
    slow: words(
      (ms) => `tarda ${ms} ms en responder`,
      () => "Mira la carga de la máquina, o acerca la base de datos a este proceso.",
    ),
    migrated: words((count) => `esquema al día (${count} migraciones)`),
    migrationFailed: words(
      (count) => `migraciones sin terminar: ${count}`,
      () => "Restaura la última copia, o repara el esquema y marca la migración con npx prisma migrate resolve.",
    ),
    vectorThere: words((version) => `pgvector ${version}`),
    vectorMissing: words(
      () => "falta la extensión pgvector",
      () => "Instala pgvector en el servidor y, como superusuario, CREATE EXTENSION vector;",
    ),
    clocksAgree: words(() => "los relojes coinciden"),
    clockSkew: words(
      (seconds) => `su reloj y el de esta máquina difieren ${seconds} s`,
      () => "Haz que ambas máquinas ajusten el reloj por NTP.",
    ),
    workIsLate: words(
      (count) => `trabajos que debían empezar hace más de 5 minutos: ${count}`,
      () => "Comprueba que corre un proceso con el rol worker (npm run worker) y que no está al límite.",
    ),
    workFailed: words(
      (count) => `trabajos abandonados en las últimas 24 horas: ${count}`,
      () => "system status dice qué espera; la página de colas del panel, las causas.",
    ),
    storeDiffers: words(
      () => "devuelve otros bytes que los guardados",
      () => "Busca un proxy o una transformación delante del bucket.",
    ),
    storeKeeps: words(
      () => "no borra",
      () => "Permite DeleteObject a la clave del bucket.",
    ),
    chatOffline: words(
      () => "sin modelo de lenguaje: los textos salen de reglas",
      () => "Define OPENAI_API_KEY, u OPENAI_BASE_URL para un servidor propio.",
    ),
    dimensionsFit: words((count) => `da ${count} dimensiones, como está definido`),
    dimensionsDiffer: words(
      (both) => `las dimensiones dadas y las definidas difieren: ${both}`,
      () => "Define EMBEDDING_DIMENSIONS como lo que da el modelo, 1024 como máximo.",
    ),
    noPictures: words(
      () => "nadie hace imágenes",
      () => "Nombra uno configurado en IMAGE_PROVIDERS, o quítalo.",
    ),
    picturesOffline: words(
      () => "las imágenes son bocetos dibujados",
      () => "Define la clave de un proveedor, como REPLICATE_API_TOKEN o FAL_KEY.",
    ),
    noModeration: words(
      () => "ninguna, así que nada llega a ser publicable",
      () => "Define MODERATION_PROVIDER=local, u OPENAI_API_KEY.",
    ),
    keyTaken: words((setting) => `acepta ${setting}`),
    notAsked: words((setting) => `${setting} está definido; no se pregunta, porque ninguna llamada es gratis`),
    keyRefused: words(
      (setting) => `rechaza ${setting}`,
      (setting) => `Crea una clave nueva en el proveedor y define ${setting}.`,
    ),
    keyIsLimited: words(
      (setting) => `acepta ${setting}, que no puede leer esto`,
      (setting) => `Nada, si ${setting} está limitada a propósito; si no, dale permiso de lectura.`,
    ),
    noCredit: words(
      () => "la cuenta no tiene saldo",
      () => "Añade saldo en el proveedor.",
    ),
    unreachable: words(
      (setting) => `no se llega (${setting})`,
      (setting) => `Revisa la dirección de ${setting}, la red y el cortafuegos de esta máquina.`,
    ),
    timedOut: words(
      (seconds) => `no respondió en ${seconds} s`,
      () => "Revisa la red y la página de estado del servicio.",
    ),
    busy: words(
      () => "dice que se le pregunta demasiado",
      () => "Espera un minuto y examina otra vez.",
    ),
    failed: words(
      (code) => `no se puede usar (${code})`,
      () => "El registro dice la causa; LOG_LEVEL=debug da más.",
    ),
    modelMissing: words(
      (model) => `no ofrece el modelo ${model}`,
      () => "Define CHAT_MODEL como uno de los que lista el servidor.",
    ),
    telegramWebhookMissing: words(
      () => "TELEGRAM_WEBHOOK_SECRET está definido, pero Telegram no tiene webhook",
      () => "Arranca el servidor: registra el webhook. PUBLIC_URL ha de ser https.",
    ),
    telegramWebhookElsewhere: words(
      (host) => `envía sus avisos a ${host}`,
      () => "Otra instalación usa este bot. Da a cada una el suyo y arranca este servidor de nuevo.",
    ),
    telegramWebhookFails: words(
      (message) => `no pudo entregar: ${message}`,
      () => "Haz que PUBLIC_URL/webhooks/telegram se alcance desde fuera, con un certificado válido.",
    ),
    telegramStillWebhook: words(
      (host) => `un webhook en ${host} impide recoger los avisos`,
      () => "Define TELEGRAM_WEBHOOK_SECRET, o arranca el servidor: quita el webhook.",
    ),
    noAccounts: words(
      () => "no hay ninguna conectada",
      () => "account link NOMBRE --platform instagram",
    ),
    accountEmulated: words(() => "emulada"),
    accountLost: words(() => "está desconectada", reconnect),
    tokenMissing: words(() => "no tiene token", reconnect),
    tokenExpired: words(() => "su token ha caducado", reconnect),
    tokenRefused: words(() => "la plataforma rechaza su token", reconnect),
    tokenOfOther: words(() => "su token es de otra cuenta", reconnect),
    tokenSealed: words(
      () => "su token no se abre: se selló con otra SECRET_KEY",
      (account) => `Define la SECRET_KEY de entonces (o SECRET_KEY_PREVIOUS); si no: account reconnect ${account}`,
    ),
    tokenEnds: words(
      (days) => `su token caduca en ${days} días`,
      () => "Entra de nuevo antes: account reconnect",
    ),
    tokenTaken: words(() => "la plataforma acepta su token"),
    noEvents: words(
      () => "nunca llegó un evento de su plataforma",
      (path) =>
        `Comprueba que PUBLIC_URL${path} está en la app de la plataforma y se alcanza; luego escribe a la cuenta.`,
    ),
    keyGenerated: words(() => "SECRET_KEY es generada y está en DATA_DIR/secrets.json"),
    keyStrong: words(() => "SECRET_KEY está definida"),
    keyWeak: words(
      () => "SECRET_KEY es fácil de adivinar",
      () => "Pásala a SECRET_KEY_PREVIOUS, define otra (openssl rand -base64 48) y usa system rotatekeys.",
    ),
    keyChanging: words(
      () => "SECRET_KEY_PREVIOUS sigue definida",
      () => "Usa system rotatekeys y luego quita SECRET_KEY_PREVIOUS.",
    ),
    noPassword: words(
      () => "OWNER_PASSWORD no está definida",
      () => "Define OWNER_PASSWORD, de al menos 12 caracteres.",
    ),
    settingMissing: words(
      (setting) => `${setting} no está definido`,
      (setting) => `Define ${setting}; docs/reference/environment.md dice para qué sirve.`,
    ),
    addressLocal: words(
      (origin) => `${origin} solo se alcanza desde esta máquina`,
      () => "Define PUBLIC_URL con una dirección https; si no, nada de plataformas ni fans llega aquí.",
    ),
    addressPlain: words(
      (origin) => `${origin} no va cifrada`,
      () => "Pon un proxy con TLS delante y define PUBLIC_URL con https.",
    ),
    proxyUntold: words(
      (origin) => `${origin} tiene un proxy que TRUST_PROXY no nombra`,
      () => "Define TRUST_PROXY como el número de proxies; si no, todos los visitantes tienen la misma dirección.",
    ),
    addressGood: words((origin) => origin),
    budgetSet: words((used) => `${used} hoy`),
    budgetDefault: words((used) => `${used} hoy, por DAILY_BUDGET_USD`),
    budgetZero: words(
      () => "el techo es 0: no se hace ninguna llamada de pago",
      () => "budget set 25",
    ),
    budgetUsed: words(
      (used) => `agotado: ${used}`,
      () => "budget set lo sube; un nuevo día empieza a medianoche UTC.",
    ),
    stopped: words(
      () => "parado: no se envía nada",
      () => "system resume",
    ),
    notStopped: words(() => "no está parado"),
    diskRoom: words((free) => `libre: ${free}`),
    diskLow: words(
      (free) => `queda poco: ${free}`,
      () => "Quita copias antiguas, o lleva DATA_DIR a un disco mayor.",
    ),
    diskFull: words(
      (free) => `casi lleno: ${free}`,
      () => "Haz sitio ya: un disco lleno para la base de datos integrada.",
    ),
    backupFresh: words((days) => `la última tiene ${days} días`),
    backupOld: words(
      (days) => `la última tiene ${days} días`,
      () => "system backup; mejor cada noche, con cron.",
    ),
    backupNone: words(
      () => "no hay ninguna",
      () => "system backup; mejor cada noche, con cron.",
    ),
    backupByServer: words(() => "pg_dump o las del servidor; no se ven desde aquí"),
  },
};
