import { toRecipient } from "../address"
import { chooseLanguage } from "../language"
import { contractor } from "./given"

const polish = chooseLanguage("pl")
const english = chooseLanguage("en")

describe("the recipient", () => {
  it("is written as on an envelope, the name once", () => {
    expect(toRecipient(contractor, polish)).toEqual([
      "Żółw i Gęś Sp. z o.o.",
      "ul. Świętokrzyska 31/33a",
      "00-049 Warszawa",
      "Polska",
      "NIP: PL5260001246",
    ])
  })

  it("keeps an address in other words as it stands", () => {
    const address = { street: "Dam 1", town: "Amsterdam", floor: 2, country_code: "nl" }
    expect(toRecipient({ ...contractor, address, tax_id: null }, english)).toEqual([
      contractor.name,
      "Dam 1",
      "Amsterdam",
      "Netherlands",
    ])
  })

  it("is the name alone, if there is no more", () => {
    const bare = { ...contractor, address: null, country_code: null, tax_id: null }
    expect(toRecipient(bare, english)).toEqual([contractor.name])
  })
})
