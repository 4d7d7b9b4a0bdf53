import type { en } from "../en.ts";

export const posting: typeof en.posting = {
  title: (handle, platform) => `Publicaciones de @${handle} en ${platform}`,
  privacy: "Las ve",
  mostCareful: "solo el creador (SELF_ONLY)",
  comments: "Comentarios",
  reuse: "Reutilización por otros",
  draft: "Como borrador en la bandeja",
  on: "activado",
  off: "desactivado",
  labelByHand: "un borrador no la lleva: quien lo termine en la app debe activarla",
  noAccount: (reference) => `No hay ninguna cuenta «${reference}» en la que se publique.`,
  several: (reference) => `Varias cuentas se llaman «${reference}»: indica la plataforma, o una por su id.`,
};
