// A mixed load, as jobs of a few steps each. A step that got no answer may be repeated, as people and programs do.

import { isFinal, must } from "./client.mjs"
import { fulfillmentOf, placeOrder, putDownReturn, receiptOf } from "./shop.mjs"

/** @typedef {import("./client.mjs").Call} Call */
/** @typedef {import("./client.mjs").Answer} Answer */
/** @typedef {import("./shop.mjs").Shop} Shop */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {(call: Call) => Promise<Answer>} run
 * @property {string} [key] of a document that is posted with it.
 */

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {Step[]} steps
 * @property {number} done how many of the steps were answered.
 * @property {boolean} isAbandoned nobody repeats what was not answered.
 * @property {{ step: string, status: number }[]} answers
 */

/**
 * @typedef {object} Posted a document that was answered as posted.
 * @property {string} key
 * @property {string} id
 */

const base = "/admin/consignment"

/**
 * Jobs on orders in every state, made for one load.
 * @param {{ url: string, call: Call, shop: Shop, size: number, label: string }} options `size` orders of each kind.
 * @returns {Promise<Job[]>}
 */
export const prepareOrderJobs = async ({ url, call, shop, size, label }) => {
  /** @type {Job[]} */
  const jobs = []
  for (let index = 0; index < size; index += 1) {
    // Every other order is left to the catch-up.
    const isAbandoned = index % 2 === 1
    jobs.push(await fulfilling({ url, call, shop, name: `${label}-fulfil-${index}`, isAbandoned }))
    jobs.push(await canceling({ url, call, shop, name: `${label}-cancel-${index}`, isAbandoned }))
    jobs.push(await returning({ url, call, shop, name: `${label}-return-${index}`, isAbandoned }))
  }
  return jobs
}

/**
 * @param {string} name
 * @param {Step[]} steps
 * @param {boolean} isAbandoned
 * @returns {Job}
 */
const toJob = (name, steps, isAbandoned) => ({ name, steps, done: 0, isAbandoned, answers: [] })

/** @typedef {{ url: string, call: Call, shop: Shop, name: string, isAbandoned: boolean }} Begun */

/** @param {Begun} begun */
const fulfilling = async ({ url, shop, name, isAbandoned }) => {
  const order = await placeOrder(url, shop)
  const path = `/admin/orders/${order.id}/fulfillments`
  const halves = ["first half", "second half"].map((half) => ({
    name: half,
    run: (/** @type {Call} */ call) =>
      call(
        "POST",
        path,
        fulfillmentOf(shop, order, (quantity) => quantity / 2)
      ),
  }))
  return toJob(name, halves, isAbandoned)
}

/** @param {Begun} begun */
const canceling = async ({ url, call, shop, name, isAbandoned }) => {
  const order = await placeOrder(url, shop)
  const path = `/admin/orders/${order.id}/fulfillments`
  await must(call, "POST", path, fulfillmentOf(shop, order))
  const { order: fulfilled } = await must(
    call,
    "GET",
    `/admin/orders/${order.id}?fields=id,fulfillments.id`
  )
  const [fulfillment] = fulfilled.fulfillments
  return toJob(
    name,
    [
      { name: "cancel", run: (calling) => calling("POST", `${path}/${fulfillment.id}/cancel`) },
      { name: "again", run: (calling) => calling("POST", path, fulfillmentOf(shop, order)) },
    ],
    isAbandoned
  )
}

/** @param {Begun} begun */
const returning = async ({ url, call, shop, name, isAbandoned }) => {
  const order = await placeOrder(url, shop)
  await must(call, "POST", `/admin/orders/${order.id}/fulfillments`, fulfillmentOf(shop, order))
  const id = await putDownReturn(call, shop, order)
  const confirm = {
    name: "confirm",
    run: (/** @type {Call} */ calling) => calling("POST", `/admin/returns/${id}/receive/confirm`),
  }
  return toJob(name, [confirm], isAbandoned)
}

/**
 * Documents of our own, each with a key that repeats with it.
 * @param {{ shop: Shop, size: number, label: string }} options `size` of each kind.
 * @returns {Job[]}
 */
export const documentJobs = ({ shop, size, label }) =>
  Array.from({ length: size }, (_, index) => {
    const place = { stock_location_id: shop.stockLocationId }
    const lines = ["CONSIGNED-2", "CONSIGNED-3", "MIXED"].map((sku) => ({ sku, quantity: "2" }))
    /** @type {[string, object][]} */
    const documents = [
      ["goods-receipts", receiptOf(shop, 3)],
      ["goods-issues", { ...place, lines }],
      ["internal-issues", { ...place, lines: lines.slice(0, 1) }],
      [
        "ownership-transfers",
        {
          contractor_id: shop.contractorId,
          warehouse_id: shop.warehouseId,
          lines: lines.slice(1, 2),
        },
      ],
    ]
    const steps = documents.map(([path, body]) => {
      const key = `${label}-${path}-${index}`
      const run = (/** @type {Call} */ call) =>
        call("POST", `${base}/${path}`, { ...body, idempotency_key: key })
      return { name: path, key, run }
    })
    return toJob(`${label}-documents-${index}`, steps, false)
  })

/**
 * Does what is left of the jobs, all at once; ends when every step was answered or the server is gone.
 * @param {Call} call
 * @param {Job[]} jobs
 * @param {{ repeats: (job: Job) => boolean, posted: Posted[], pause?: () => Promise<unknown> }} options `repeats`
 *   says whether a step that was not answered is tried again.
 */
export const work = async (call, jobs, { repeats, posted, pause }) => {
  await Promise.all(
    jobs.map(async (job) => {
      let patience = 40
      while (job.done < job.steps.length && patience > 0) {
        const step = job.steps[job.done]
        const answer = await step.run(call)
        job.answers.push({ step: step.name, status: answer.status })
        if (isFinal(answer)) {
          job.done += 1
          note(posted, step, answer)
          continue
        }
        if (!repeats(job)) return
        patience -= 1
        await pause?.()
      }
    })
  )
}

/**
 * @param {Posted[]} posted
 * @param {Step} step
 * @param {Answer} answer
 */
const note = (posted, { key }, { status, data }) => {
  if (key === undefined || status >= 300) return
  const [document] = Object.values(data)
  posted.push({ key, id: /** @type {{ id: string }} */ (document).id })
}
