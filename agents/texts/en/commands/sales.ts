// Words of the commands about sales.
import type { CommandText } from "../commands.ts";

export const salesCommandTexts: Readonly<Record<string, CommandText>> = {
  "pack.create": {
    summary: "Make a pack for sale from approved pieces.",
    example: "pack create luna starter --count 6",
    arguments: {
      avatar: "Name or slug of the avatar",
      step: "starter, deluxe, ultimate or vip",
      name: "What fans see it called",
      count: "How many pieces, if not the list's number",
      priceUsd: "Another price, e.g. 19.99",
    },
  },
  "pack.list": {
    summary: "Show packs on sale.",
    example: "pack list luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "offer.make": {
    summary: "Offer a pack to one fan by hand.",
    example: "offer make Alex starter",
    arguments: {
      conversation: "The fan's name, or the conversation's id",
      pack: "Pack: slug, step or id; or subscription",
    },
  },
  "offer.media": {
    summary: "Send a pack to one fan as media to be paid for in the chat itself.",
    example: "offer media Alex starter",
    arguments: { conversation: "The fan's name, or the conversation's id", pack: "Pack: slug, step or id" },
  },
  "custom.list": {
    summary: "Show what fans want made for them.",
    example: "custom list luna",
    arguments: { avatar: "Name or slug of the avatar", all: "Also what is closed" },
  },
  "custom.show": {
    summary: "Show one custom request with its history.",
    example: "custom show Alex",
    arguments: { request: "The request's id, or the fan's name" },
  },
  "custom.quote": {
    summary: "Name the price of something made for one fan.",
    example: "custom quote Alex 249 5",
    arguments: {
      request: "The request's id, or the fan's name",
      price: "US dollars, from 199 up",
      days: "Days from the payment to the delivery",
      level: "How explicit it may be, 1 to 10",
      note: "What was agreed on, for the team",
    },
  },
  "custom.counter": {
    summary: "Answer a fan's counter-proposal by another price.",
    example: "custom counter Alex 219",
    arguments: {
      request: "The request's id, or the fan's name",
      price: "US dollars, from 199 up",
      days: "Days from the payment to the delivery",
      level: "How explicit it may be, 1 to 10",
      note: "What was agreed on, for the team",
    },
  },
  "custom.decline": {
    summary: "Say no to a custom request; the fan is told kindly.",
    example: "custom decline Alex",
    arguments: { request: "The request's id, or the fan's name", note: "Why, for the team" },
  },
  "custom.deliver": {
    summary: "Hand over what was made for a fan.",
    example: "custom deliver Alex luna-12,luna-13",
    arguments: {
      request: "The request's id, or the fan's name",
      pieces: "Approved pieces",
      batch: "Or all approved pieces of this batch",
    },
  },
  "custom.cancel": {
    summary: "Close an unpaid custom request without a word.",
    example: "custom cancel Alex",
    arguments: { request: "The request's id, or the fan's name", note: "Why, for the team" },
  },
  "report.pnl": {
    summary: "Revenue, cost and profit by avatar.",
    example: "report pnl",
    arguments: {
      csv: "A link to the table as a file",
      by: "avatar, piece, conversation or variant",
      avatar: "Name or slug of the avatar",
      days: "How many days back",
    },
  },
  "report.month": {
    summary: "A month of the business: money, fans, posts, against the month before.",
    example: "report month 2026-11",
    arguments: {
      csv: "A link to the table as a file",
      month: "Such as 2026-11; without it, the last whole one",
      avatar: "Name or slug of the avatar",
    },
  },
  "report.growth": {
    summary: "How fans and revenue grow, by month or week.",
    example: "report growth",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      by: "month or week",
      periods: "How many of them",
    },
  },
  "report.cohort": {
    summary: "Fans by the month they came in: who pays later, what one brings.",
    example: "report cohort luna value",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      by: "payers or value",
      months: "How many months back",
    },
  },
  "report.sales": {
    summary: "What each layer sells: revenue, payers, life-time value, upgrades.",
    example: "report sales",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      days: "How many days back",
    },
  },
  "report.funnel": {
    summary: "How far new fans came, step by step.",
    example: "report funnel",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      days: "How many days back",
    },
  },
  "report.attribution": {
    summary: "What brought the fans who pay: by post, template or source.",
    example: "report attribution luna template",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      by: "post, template or source",
      touch: "first or last touch before the payment",
      days: "How many days back",
    },
  },
  "report.calibration": {
    summary: "How true the foretold chances of buying were.",
    example: "report calibration",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      days: "How many days back",
    },
  },
  "budget.show": {
    summary: "Show what may be spent today, and what is left.",
    example: "budget show",
    arguments: {},
  },
  "budget.set": {
    summary: "Set what a day may cost at most, in all or for one avatar.",
    example: "budget set 40",
    arguments: {
      usd: "US dollars a day, from now on; none takes the ceiling away",
      avatar: "Name or slug of the avatar; without it, the whole workspace",
    },
  },
  "limit.show": {
    summary: "Show what fans may spend, and what is left.",
    example: "limit show Alex",
    arguments: {
      conversation: "The fan's name, or the conversation's id",
      avatar: "Name or slug of the avatar; without it, every fan",
    },
  },
  "limit.set": {
    summary: "Set what a fan may spend in 24 hours and 30 days.",
    example: "limit set 300 1000",
    arguments: {
      daily: "US dollars in 24 hours; none for the default",
      monthly: "US dollars in 30 days; none for the default",
      avatar: "Name or slug of the avatar; without it, every fan",
    },
  },
  "limit.self": {
    summary: "Note the limit a fan asks for: raises wait a day.",
    example: "limit self Alex 20 100",
    arguments: {
      conversation: "The fan's name, or the conversation's id",
      daily: "US dollars in 24 hours; 0 is a pause, none takes it away",
      monthly: "US dollars in 30 days; none takes it away",
    },
  },
  "fan.unfreeze": {
    summary: "Allow offers again after a disputed payment.",
    example: "fan unfreeze Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "purchase.refund": {
    summary: "Give a payment back, whole.",
    example: "purchase refund pur_01k",
    arguments: { purchase: "Id of the purchase" },
  },
  "report.subscriptions": {
    summary: "Subscribers, churn and what one is worth.",
    example: "report subscriptions luna",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      days: "How many days back",
    },
  },
};
