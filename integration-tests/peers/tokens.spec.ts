import { createHash, randomUUID } from "node:crypto"
import { generateKeyPair, importJWK, SignJWT, type JWK, type KeyLike } from "jose"
import { connectStores, type Connected } from "../helpers/connected-stores"
import { openStore } from "../helpers/two-stores"

const path = "/consignment-peer/v1/about"

interface Claims {
  aud: string
  htm: string
  htu: string
  bsh: string
  jti: string
  lifetime: number
  age: number
}

describe("the token of a request", () => {
  let stores: Connected
  let key: JWK
  let third: Connected
  let thirdKey: JWK

  const keyOf = async ({ b, atB }: Connected): Promise<JWK> => {
    const [row] = await b.sql<{ own_key: JWK }>(
      `select own_key from consignment_peer where id = $1`,
      [atB.peer]
    )
    return row?.own_key ?? { kty: "OKP" }
  }

  beforeAll(async () => {
    stores = await connectStores()
    key = await keyOf(stores)
    third = await connectStores()
    thirdKey = await keyOf(third)
  })

  const hash = (body: string) => createHash("sha256").update(body).digest("base64url")

  const sign = async (changes: Partial<Claims> = {}, by?: KeyLike | JWK): Promise<string> => {
    const claims: Claims = {
      aud: stores.atA.peer,
      htm: "GET",
      htu: path,
      bsh: hash(""),
      jti: randomUUID(),
      lifetime: 60,
      age: 0,
      ...changes,
    }
    const now = Math.floor(Date.now() / 1000) - claims.age
    const signer = by ?? key
    return await new SignJWT({ htm: claims.htm, htu: claims.htu, bsh: claims.bsh })
      .setProtectedHeader({ alg: "EdDSA" })
      .setAudience(claims.aud)
      .setIssuedAt(now)
      .setExpirationTime(now + claims.lifetime)
      .setJti(claims.jti)
      .sign("kty" in signer ? await importJWK(signer, "EdDSA") : signer)
  }

  const ask = async (token: string, url = path) =>
    await stores.a.send("GET", url, undefined, { authorization: `Bearer ${token}` })

  it("opens what is between the stores, once", async () => {
    const token = await sign()
    expect(await ask(token)).toMatchObject({
      status: 200,
      data: { connection_id: stores.atA.peer, currencies: ["EUR"] },
    })
    expect((await ask(token)).status).toBe(401)
  })

  it("is refused with one answer if it is wrong in any way", async () => {
    const other = await connectStores()
    const { privateKey: stranger } = await generateKeyPair("EdDSA", { crv: "Ed25519" })
    const good = await sign()
    const [head, body, signature] = good.split(".")
    const altered = Buffer.from(
      JSON.stringify({
        ...(JSON.parse(Buffer.from(body ?? "", "base64url").toString()) as object),
        htu: "/consignment-peer/v1/statement",
      })
    ).toString("base64url")
    const unsigned = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url")
    const wrong: [string, string?][] = [
      [await sign({}, stranger)],
      [await sign({ aud: other.atA.peer })],
      [await sign({ aud: "nobody" })],
      [await sign({ htm: "POST" })],
      [await sign({ htu: "/consignment-peer/v1/messages" })],
      [await sign(), `${path}?more=1`],
      [await sign({ bsh: hash("{}") })],
      [await sign({ age: 120 })],
      [await sign({ age: -120 })],
      [await sign({ lifetime: 600 })],
      [`${head}.${altered}.${signature}`, "/consignment-peer/v1/statement"],
      [`${unsigned}.${body}.`],
      ["nonsense"],
      [""],
    ]
    const answers = []
    for (const [token, url] of wrong) answers.push(await ask(token, url))
    const constant = await stores.a.send("GET", path)
    expect(constant.status).toBe(401)
    for (const answer of answers) expect(answer).toEqual(constant)
    expect((await ask(good)).status).toBe(200)
  })

  describe.each([
    ["GET", "/about", ""],
    ["GET", "/messages", ""],
    ["GET", "/statement", ""],
    ["POST", "/hint", "{}"],
    ["POST", "/key", "{}"],
    ["POST", "/bye", "{}"],
  ])("for %s %s", (method, route, content) => {
    const url = `/consignment-peer/v1${route}`
    const made = { htm: method, htu: url, bsh: hash(content) }
    const send = async (token: string | null) => {
      const response = await fetch(`${stores.a.url}${url}`, {
        method,
        headers: {
          "content-type": "application/json",
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(method === "POST" ? { body: content } : {}),
      })
      return { status: response.status, text: await response.text() }
    }

    /** The fault of each token; all else is as it should be. */
    const faults: Record<string, () => Promise<string | null>> = {
      none: () => Promise.resolve(null),
      "a stranger's key": async () =>
        await sign(made, (await generateKeyPair("EdDSA", { crv: "Ed25519" })).privateKey),
      "a third store's key": async () => await sign(made, thirdKey),
      "another connection": async () => await sign({ ...made, aud: third.atA.peer }),
      "another method": async () => await sign({ ...made, htm: method === "GET" ? "POST" : "GET" }),
      "another path": async () => await sign({ ...made, htu: `${url}x` }),
      "another body": async () => await sign({ ...made, bsh: hash("other") }),
      "an expired token": async () => await sign({ ...made, age: 120 }),
      "a token of the future": async () => await sign({ ...made, age: -120 }),
      "a long life": async () => await sign({ ...made, lifetime: 600 }),
      "an altered signature": async () => {
        const token = await sign(made)
        const end = token.slice(-10)
        return `${token.slice(0, -10)}${[...end].reverse().join("")}`
      },
      "a replayed token": async () => {
        const jti = randomUUID()
        const about = { htm: "GET", htu: path, bsh: hash("") }
        expect((await ask(await sign({ ...about, jti }))).status).toBe(200)
        return await sign({ ...made, jti })
      },
    }

    it.each(Object.keys(faults))("refuses %s", async (fault) => {
      const answer = await send((await faults[fault]?.()) ?? null)
      expect(answer.status).toBe(401)
      expect(JSON.parse(answer.text)).toEqual({
        type: "unauthorized",
        code: "UNAUTHORIZED",
        message: "Unauthorized",
      })
    })

    it("accepts no admin, customer or API key", async () => {
      const { token } = (
        await stores.a.send<{ token: string }>("POST", "/auth/user/emailpass", {
          email: process.env.STORE_EMAIL,
          password: process.env.STORE_PASSWORD,
        })
      ).data
      const { api_key: key } = await stores.a.do<{ api_key: { token: string } }>(
        "/admin/api-keys",
        { title: `Key ${route}`, type: "secret" }
      )
      const customer = await stores.a.send<{ token: string }>(
        "POST",
        "/auth/customer/emailpass/register",
        { email: `${randomUUID()}@example.com`, password: "secret" }
      )
      for (const other of [token, key.token, customer.data.token]) {
        expect((await send(other)).status).toBe(401)
      }
    })
  })

  it("shows a store nothing of another one's connection", async () => {
    const sku = await third.article()
    await third.arrived([{ sku, quantity: "1", unit_price: "2" }])
    for (const route of ["messages?after=0&limit=100", "statement"]) {
      const url = `/consignment-peer/v1/${route}`
      const { data } = await ask(await sign({ htu: url }), url)
      expect(JSON.stringify(data)).not.toContain(sku)
    }
  })

  it("opens nothing else", async () => {
    for (const url of ["/admin/consignment/peers", "/store/products"]) {
      const token = await sign({ htu: url })
      const { status } = await ask(token, url)
      expect([400, 401]).toContain(status)
    }
  })

  it("is bound to the body", async () => {
    const hint = "/consignment-peer/v1/hint"
    const send = async (bsh: string, body: string) =>
      (
        await fetch(`${stores.a.url}${hint}`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${await sign({ htm: "POST", htu: hint, bsh })}`,
            "content-type": "application/json",
          },
          body,
        })
      ).status
    expect(await send(hash("{}"), "{}")).toBe(202)
    expect(await send(hash("{}"), '{"a":1}')).toBe(401)
  })
})

describe("what is between two stores", () => {
  it("accepts neither an admin nor nobody, with one answer", async () => {
    const a = openStore("a")
    const { token } = (
      await a.send<{ token: string }>("POST", "/auth/user/emailpass", {
        email: process.env.STORE_EMAIL,
        password: process.env.STORE_PASSWORD,
      })
    ).data
    const answers = await Promise.all(
      ["about", "messages", "statement"].flatMap((path) => [
        a.send("GET", `/consignment-peer/v1/${path}`),
        a.send("GET", `/consignment-peer/v1/${path}`, undefined, {
          authorization: `Bearer ${token}`,
        }),
      ])
    )
    for (const path of ["hint", "key", "bye"]) {
      answers.push(await a.send("POST", `/consignment-peer/v1/${path}`, {}))
    }
    const [first] = answers
    for (const answer of answers) expect(answer).toEqual(first)
    expect(first?.status).toBe(401)
  })
})
