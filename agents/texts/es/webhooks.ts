// Palabras sobre los webhooks de salida.
import type { webhooks as english } from "../en/webhooks.ts";
import type { TextShape } from "../shape.ts";

export const webhooks: TextShape<typeof english> = {
  added: (host: string) => `${host} recibe los eventos desde ahora.`,
  secret: "Secreto",
  shownOnce:
    "El secreto se muestra solo esta vez. Cada llamada va firmada con él: VixenBliss-Signature: t=<segundos>,v1=<HMAC-SHA256>.",
  events: "Eventos",
  id: "Id",
  address: "Dirección",
  last: "Última llamada",
  state: "Estado",
  never: "nunca",
  live: "activo",
  disabled: "desactivado",
  list: (count: number) => `${count} webhooks`,
  none: "No hay webhooks",
  noneText: "«webhook add https://…» nombra una dirección que recibe los eventos.",
  removed: (host: string) => `${host} ya no recibe nada.`,
  test: "Probarlo",
  tookIt: (host: string, status: number) => `${host} aceptó la prueba (${status}).`,
  didNotTakeIt: (host: string, status: number) => `${host} no aceptó la prueba (${status}).`,
  didNotTakeItText: "Debe responder de 200 a 299 en diez segundos, sin redirección.",
  unreachable: (host: string) => `No se pudo llamar a ${host}.`,
  unreachableRemedy: "Mira si funciona y si se alcanza desde aquí, y vuelve a probar.",
  noSender: "Desde aquí no se envía nada.",
  badAddress: "Esta dirección no puede recibir eventos.",
  badAddressRemedy: "Da una dirección https de Internet, sin usuario ni contraseña.",
  tooMany: (most: number) => `Ya hay ${most} webhooks.`,
  tooManyRemedy: "Quita uno con «webhook remove».",
  unknown: (id: string) => `No existe el webhook «${id}».`,
  unknownRemedy: "«webhook list» los muestra con sus ids.",
  wasDisabled: (host: string, failures: number) => `${host} ya no recibe nada: fallaron ${failures} eventos seguidos.`,
  wasDisabledText: "Cada uno se intentó durante una hora. Arregla la dirección y pruébala: así se activa de nuevo.",
};
