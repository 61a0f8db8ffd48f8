import type { createShop } from "./shop"

type Shop = ReturnType<typeof createShop>

/** Three own pieces and ten of lot L, of which seven are fulfilled. */
export const fulfilledIn = (shop: Shop) => async () => {
  const story = shop.story()
  await story.given.own("3")
  await story.given.receipt("L", "10", "5.00")
  const order = await story.when.orders(7)
  return { ...story, order, fulfillment: await story.when.fulfils(order) }
}

/** Four of them have come back and are on the counter. */
export const putDownIn = (shop: Shop) => async () => {
  const told = await fulfilledIn(shop)()
  const orderReturn = await told.when.requestsReturn(told.order, 4)
  await told.when.putsDown(orderReturn, { good: 4 })
  return { ...told, orderReturn }
}
