// The whole life of an order, with types generated from docs/openapi.json. Arguments: the shop's address, and the
// operators' token.
import createClient from 'openapi-fetch'
import type { components, paths } from './api.js'

type Problem = components['schemas']['Problem']

declare const process: { argv: string[] }

const [, , baseUrl, operatorsToken] = process.argv

/** What a call answered, if it succeeded. */
function expectAnswer<T>(answer: { data?: T; error?: Problem; response: Response }): T {
  if (answer.data !== undefined) return answer.data
  throw new Error(`${answer.response.status} ${answer.error?.code}: ${answer.error?.detail}`)
}

const shop = createClient<paths>({ baseUrl })

const products = expectAnswer(await shop.GET('/products', { params: { query: { limit: 1 } } }))
const product = products.items[0]
if (!product) throw new Error('The catalogue is empty.')

const created = expectAnswer(await shop.POST('/carts', { body: { currency: 'EUR' } }))
const shopper = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${created.token}` } })

const cart = expectAnswer(await shopper.POST('/carts/{cartId}/items', {
  params: { path: { cartId: created.id } },
  body: { sku: product.sku, quantity: 2, metadata: { gift: 'yes' } },
}))

const checkedOut = await shopper.POST('/carts/{cartId}/checkout', {
  params: { path: { cartId: cart.id }, header: { 'Idempotency-Key': `order-life-${cart.id}` } },
  body: { paymentToken: 'tok_ok', expectedTotal: cart.total },
})
if (checkedOut.error?.code === 'insufficient_stock') throw new Error(`Only ${checkedOut.error.available} are left.`)

let order = expectAnswer(checkedOut)
while (order.status === 'pending') {
  order = expectAnswer(await shopper.GET('/orders/{orderId}', { params: { path: { orderId: order.id } } }))
}

if (order.status !== 'confirmed') throw new Error(`The order ended ${order.status}: ${order.reason}`)

const operator = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${operatorsToken}` } })
const refund = expectAnswer(await operator.POST('/orders/{orderId}/refunds', {
  params: { path: { orderId: order.id }, header: { 'Idempotency-Key': `refund-${order.id}` } },
  body: { amount: { amount: product.price.amount, currency: product.price.currency } },
}))

const timeline = expectAnswer(await shopper.GET('/orders/{orderId}/timeline', {
  params: { path: { orderId: order.id } },
}))
console.log(`${order.id} ${order.total.amount} ${refund.status} ${timeline.items.length} events`)
