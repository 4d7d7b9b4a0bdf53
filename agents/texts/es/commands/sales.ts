// Palabras de los comandos: sales.
import type { CommandText } from "../../en/commands.ts";

export const salesCommandTexts: Readonly<Record<string, CommandText>> = {
  "pack.create": {
    summary: "Crea un pack a la venta con piezas aprobadas.",
    example: "pack create luna starter --count 6",
    arguments: {
      avatar: "Nombre o alias del avatar",
      step: "starter, deluxe, ultimate o vip",
      name: "Cómo lo ven los fans",
      count: "Cuántas piezas, si no es el número de la lista",
      priceUsd: "Otro precio, p. ej. 19.99",
    },
  },
  "pack.list": {
    summary: "Muestra los packs a la venta.",
    example: "pack list luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "offer.make": {
    summary: "Ofrece un pack a un fan a mano.",
    example: "offer make Alex starter",
    arguments: {
      conversation: "Nombre del fan o identificador de la conversación",
      pack: "Pack: alias, nivel o identificador; o subscription",
    },
  },
  "offer.media": {
    summary: "Envía un pack a un fan como contenido que se paga en el propio chat.",
    example: "offer media Alex starter",
    arguments: {
      conversation: "Nombre del fan o identificador de la conversación",
      pack: "Pack: alias, nivel o identificador",
    },
  },
  "custom.list": {
    summary: "Muestra lo que los fans quieren hecho para ellos.",
    example: "custom list luna",
    arguments: { avatar: "Nombre o alias del avatar", all: "También lo cerrado" },
  },
  "custom.show": {
    summary: "Muestra un pedido personalizado con su historia.",
    example: "custom show Alex",
    arguments: { request: "Identificador del pedido o nombre del fan" },
  },
  "custom.quote": {
    summary: "Da el precio de algo hecho para un fan.",
    example: "custom quote Alex 249 5",
    arguments: {
      request: "Identificador del pedido o nombre del fan",
      price: "Dólares, desde 199",
      days: "Días del pago a la entrega",
      level: "Qué tan explícito puede ser, de 1 a 10",
      note: "Lo acordado, para el equipo",
    },
  },
  "custom.counter": {
    summary: "Responde a la contraoferta de un fan con otro precio.",
    example: "custom counter Alex 219",
    arguments: {
      request: "Identificador del pedido o nombre del fan",
      price: "Dólares, desde 199",
      days: "Días del pago a la entrega",
      level: "Qué tan explícito puede ser, de 1 a 10",
      note: "Lo acordado, para el equipo",
    },
  },
  "custom.decline": {
    summary: "Rechaza un pedido; se le dice al fan con amabilidad.",
    example: "custom decline Alex",
    arguments: { request: "Identificador del pedido o nombre del fan", note: "Por qué, para el equipo" },
  },
  "custom.deliver": {
    summary: "Entrega lo que se hizo para un fan.",
    example: "custom deliver Alex luna-12,luna-13",
    arguments: {
      request: "Identificador del pedido o nombre del fan",
      pieces: "Piezas aprobadas",
      batch: "O todas las piezas aprobadas de este lote",
    },
  },
  "custom.cancel": {
    summary: "Cierra sin aviso un pedido no pagado.",
    example: "custom cancel Alex",
    arguments: { request: "Identificador del pedido o nombre del fan", note: "Por qué, para el equipo" },
  },
  "report.pnl": {
    summary: "Ingresos, costes y beneficio por avatar.",
    example: "report pnl",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      by: "avatar, piece (pieza), conversation (conversación) o variant (variante)",
      avatar: "Nombre o alias del avatar",
      days: "Cuántos días hacia atrás",
    },
  },
  "report.month": {
    summary: "Un mes del negocio: dinero, fans, publicaciones, frente al mes anterior.",
    example: "report month 2026-11",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      month: "Como 2026-11; sin él, el último completo",
      avatar: "Nombre o slug del avatar",
    },
  },
  "report.growth": {
    summary: "Cómo crecen los fans y los ingresos, por mes o semana.",
    example: "report growth",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o slug del avatar",
      by: "month o week",
      periods: "Cuántos",
    },
  },
  "report.cohort": {
    summary: "Fans por el mes en que llegaron: quién paga después, qué trae cada uno.",
    example: "report cohort luna value",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o slug del avatar",
      by: "payers o value",
      months: "Cuántos meses atrás",
    },
  },
  "report.sales": {
    summary: "Lo que vende cada nivel: ingresos, compradores, valor de vida, mejoras.",
    example: "report sales",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o alias del avatar",
      days: "Cuántos días hacia atrás",
    },
  },
  "report.funnel": {
    summary: "Hasta dónde llegaron los fans nuevos, paso a paso.",
    example: "report funnel",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o alias del avatar",
      days: "Cuántos días hacia atrás",
    },
  },
  "report.attribution": {
    summary: "Qué trajo a los fans que pagan: por publicación, plantilla u origen.",
    example: "report attribution luna template",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o alias del avatar",
      by: "post, template o source",
      touch: "primer o último contacto antes del pago: first o last",
      days: "Cuántos días atrás",
    },
  },
  "report.calibration": {
    summary: "Cuánto acertaron las probabilidades de compra previstas.",
    example: "report calibration",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o alias del avatar",
      days: "Cuántos días hacia atrás",
    },
  },
  "budget.show": {
    summary: "Muestra cuánto se puede gastar hoy y cuánto queda.",
    example: "budget show",
    arguments: {},
  },
  "budget.set": {
    summary: "Fija cuánto puede costar un día, en total o de un avatar.",
    example: "budget set 40",
    arguments: {
      usd: "Dólares por día, desde ahora; none quita el tope",
      avatar: "Nombre o alias del avatar; sin él, todo el espacio de trabajo",
    },
  },
  "limit.show": {
    summary: "Muestra lo que pueden gastar los fans y lo que queda.",
    example: "limit show Alex",
    arguments: {
      conversation: "Nombre del fan o identificador de la conversación",
      avatar: "Nombre o alias del avatar; sin él, todos los fans",
    },
  },
  "limit.set": {
    summary: "Fija lo que puede gastar un fan en 24 horas y 30 días.",
    example: "limit set 300 1000",
    arguments: {
      daily: "Dólares en 24 horas; none deja el habitual",
      monthly: "Dólares en 30 días; none deja el habitual",
      avatar: "Nombre o alias del avatar; sin él, todos los fans",
    },
  },
  "limit.self": {
    summary: "Anota el límite que pide un fan: subirlo tarda un día.",
    example: "limit self Alex 20 100",
    arguments: {
      conversation: "Nombre del fan o identificador de la conversación",
      daily: "Dólares en 24 horas; 0 es una pausa, none lo quita",
      monthly: "Dólares en 30 días; none lo quita",
    },
  },
  "fan.unfreeze": {
    summary: "Permite ofertas otra vez tras un pago en disputa.",
    example: "fan unfreeze Alex",
    arguments: { conversation: "Nombre del fan o identificador de la conversación" },
  },
  "purchase.refund": {
    summary: "Devuelve un pago entero.",
    example: "purchase refund pur_01k",
    arguments: { purchase: "Identificador de la compra" },
  },
  "report.subscriptions": {
    summary: "Suscriptores, abandono y valor de cada uno.",
    example: "report subscriptions luna",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o alias del avatar",
      days: "Cuántos días hacia atrás",
    },
  },
};
