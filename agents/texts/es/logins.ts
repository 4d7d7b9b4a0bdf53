// Vincular una cuenta con el inicio de sesión de la propia plataforma: la tarjeta, la página final y avisos sobre tokens.
import type { logins as english } from "../en/logins.ts";
import type { TextShape } from "../shape.ts";

const FUNCTIONS = {
  identity: "leer el perfil",
  chat: "mensajes",
  comments: "comentarios",
  posts: "publicar",
  insights: "cifras de las publicaciones",
};
const again = (slug: string) => (slug === "" ? "account link" : `account link ${slug}`);

export const logins: TextShape<typeof english> = {
  invite: (platform, avatar) => `Inicia sesión en ${platform} para vincular una cuenta a ${avatar}`,
  inviteAgain: (handle, platform) => `Inicia sesión otra vez en ${platform} como @${handle}`,
  inviteText: (minutes) =>
    `Abre el enlace en un navegador donde puedas entrar en esa cuenta. Sirve una vez y durante ${minutes} minutos.`,
  inviteNote: "El enlace es tuyo: quien lo abra vincula su cuenta en tu nombre.",
  logIn: (platform) => `Iniciar sesión en ${platform}`,
  reconnect: "Iniciar sesión otra vez",
  notOffered: (platform) => `Aquí no hay inicio de sesión de ${platform}.`,
  accountNotFound: (account) => `No conozco ninguna cuenta «${account}».`,
  accountHint: "account list las muestra.",
  accountAmbiguous: (account) => `«${account}» es el nombre de varias cuentas: indica su id.`,
  lost: (handle, platform) => `@${handle} en ${platform} está desconectada`,
  lostText:
    "La plataforma ya no acepta su token: caducó o fue retirado. No sale nada hasta que inicies sesión otra vez.",
  losing: (handle, platform) => `@${handle} en ${platform} necesita un nuevo inicio de sesión`,
  losingText: (until) =>
    until === null
      ? "Su token no se pudo renovar. Todo funciona por ahora, un día como mucho; inicia sesión otra vez antes."
      : `Su token no se pudo renovar. Todo funciona hasta ${until}; inicia sesión otra vez antes.`,
  pageTitle: "Vincular una cuenta",
  close: "Puedes cerrar esta página y volver al chat.",
  missing: ({ missing }) =>
    `Sin permiso, así que apagado: ${missing.map((each) => FUNCTIONS[each]).join(", ")}. Para encenderlo, vincula la cuenta otra vez y deja marcados todos los permisos.`,
  deaf: ({ platform }) =>
    `${platform} todavía no nos cuenta lo que se le escribe: vincula la cuenta otra vez y revisa los webhooks de la app.`,
  outcomes: {
    linked: {
      title: ({ handle, platform }) => `@${handle} en ${platform} está vinculada`,
      text: ({ avatar }) => `Ahora pertenece a ${avatar}.`,
    },
    reconnected: {
      title: ({ handle, platform }) => `@${handle} en ${platform} está vinculada de nuevo`,
      text: ({ avatar }) => `${avatar} sigue donde estaba.`,
    },
    cancelled: {
      title: ({ platform }) => `Se canceló el inicio de sesión en ${platform}`,
      text: ({ slug }) => `No se vinculó nada. Para intentarlo otra vez: ${again(slug)}`,
    },
    forged: {
      title: () => "Este enlace no es de aquí",
      text: () => "Fue cambiado por el camino o lo hizo otra persona. No se vinculó nada. Pide uno nuevo: account link",
    },
    expired: {
      title: () => "Este enlace es demasiado viejo",
      text: ({ slug }) => `Sirve durante diez minutos. Pide uno nuevo: ${again(slug)}`,
    },
    used: {
      title: () => "Este enlace ya se usó",
      text: ({ slug }) => `Sirve una vez. Si la cuenta no está vinculada, pide uno nuevo: ${again(slug)}`,
    },
    other_browser: {
      title: () => "Este inicio de sesión empezó en otro navegador",
      text: () => "No se vinculó nada. Abre el enlace del chat en el navegador en el que inicias sesión.",
    },
    other_operator: {
      title: () => "Este enlace es de otra persona",
      text: () => "Aquí has entrado como un operador distinto del que lo pidió. No se vinculó nada.",
    },
    not_allowed: {
      title: () => "No puedes vincular cuentas",
      text: () => "Solo los propietarios vinculan cuentas, y solo a un avatar que no esté retirado. Pídeselo a uno.",
    },
    switched: {
      title: ({ handle, choices }) => `Esa era otra cuenta: ${choices.map((each) => `@${each}`).join(", ") || handle}`,
      text: ({ avatar }) =>
        `No se cambió nada. Cierra la sesión en la plataforma y entra con la cuenta que pertenece a ${avatar}.`,
    },
    of_another_avatar: {
      title: () => "Esa cuenta pertenece a otro avatar",
      text: () => "Una cuenta tiene un solo avatar. No se cambió nada; entra con otra cuenta.",
    },
    no_account: {
      title: () => "No hay ninguna cuenta que vincular",
      text: ({ platform, slug }) =>
        platform === "YouTube"
          ? `Esa cuenta de Google no tiene canal de YouTube. Crea uno e inténtalo otra vez: ${again(slug)}`
          : "El inicio de sesión no muestra ninguna cuenta profesional de Instagram. Hazla profesional, únela a una página que administres e inténtalo otra vez.",
    },
    several: {
      title: () => "¿Qué cuenta?",
      text: ({ choices, slug }) =>
        `Se pueden vincular varias: ${choices.map((each) => `@${each}`).join(", ")}. Di cuál: ${again(slug)} --login facebook --handle ${choices[0] ?? ""}`,
    },
    code_refused: {
      title: ({ platform }) => `${platform} no aceptó el inicio de sesión`,
      text: ({ slug }) => `Su código era viejo, usado o de otra app. Pide un enlace nuevo: ${again(slug)}`,
    },
    permission_missing: {
      title: () => "La cuenta no se vinculó: falta un permiso",
      text: ({ slug }) =>
        `Sin él no funciona nada. Inténtalo otra vez y deja marcados todos los permisos: ${again(slug)}`,
    },
    unavailable: {
      title: ({ platform }) => `No se llega a ${platform}`,
      text: ({ slug }) => `No se vinculó nada. Inténtalo en unos minutos: ${again(slug)}`,
    },
    failed: {
      title: ({ platform }) => `La cuenta de ${platform} no se vinculó`,
      text: ({ slug }) => `El inicio de sesión acabó en un error. Inténtalo otra vez: ${again(slug)}`,
    },
    lost: {
      title: () => "Un inicio de sesión se cortó a la mitad",
      text: ({ slug }) => `No se vinculó nada. Pide un enlace nuevo: ${again(slug)}`,
    },
  },
  emulator: {
    title: (app) => `Inicio de sesión emulado en ${app}`,
    asks: "VixenBliss pide acceso a una cuenta tuya. Esta página es parte de la plataforma emulada: nada sale de la máquina.",
    account: "Cuenta",
    newAccount: "o una nueva, por su nombre de usuario",
    permissions: "Permisos",
    allow: "Permitir",
    deny: "Rechazar",
    badRequest: "La plataforma rechaza esta petición",
  },
  keys: {
    done: (count) => (count === 0 ? "Todo está sellado con la clave actual" : `Se sellaron de nuevo ${count} secretos`),
    lostKeys: (count) => `${count} no se abren con ninguna clave que tenga: vuelve a conectar esas cuentas.`,
    keepPrevious: (count) =>
      `Conserva SECRET_KEY_PREVIOUS: con ella se reconocen ${count} direcciones borradas y se mantienen sus bloqueos.`,
    mayRemove: "Ya se puede quitar SECRET_KEY_PREVIOUS.",
    noPrevious: "No hay SECRET_KEY_PREVIOUS, ni nada que la necesite.",
    sealed: "Con la clave actual",
    unreadable: "Ilegibles",
  },
};
