import { toBusinessParty, toCompanyParty, toParty } from "../address"
import { chooseLanguage } from "../language"
import { toCompany } from "../../modules/consignment/domain/company"
import { contractor } from "./given"

const polish = chooseLanguage("pl")
const english = chooseLanguage("en")

const linesOf = (...[addressee, language]: Parameters<typeof toParty>): string[] => {
  const { name, details } = toParty(addressee, language)
  return [name, ...details]
}

describe("the recipient", () => {
  it("is written as on an envelope, the name once", () => {
    expect(linesOf(contractor, polish)).toEqual([
      "Żółw i Gęś Sp. z o.o.",
      "ul. Świętokrzyska 31/33a",
      "00-049 Warszawa",
      "Polska",
      "NIP: PL5260001246",
    ])
  })

  it("keeps an address in other words as it stands", () => {
    const address = { street: "Dam 1", town: "Amsterdam", floor: 2, country_code: "nl" }
    expect(linesOf({ ...contractor, address, tax_id: null }, english)).toEqual([
      contractor.name,
      "Dam 1",
      "Amsterdam",
      "Netherlands",
    ])
  })

  it("is the name alone, if there is no more", () => {
    const bare = { ...contractor, address: null, country_code: null, tax_id: null }
    expect(linesOf(bare, english)).toEqual([contractor.name])
  })
})

describe("a party of an invoice", () => {
  it("is told with register, bank account and contact", () => {
    const supplier = {
      ...contractor,
      registration_number: "0000123456",
      iban: "PL61109010140000071219812874",
      phone: "+48 22 123 45 67",
    }
    expect(toBusinessParty(supplier, english).details.slice(3)).toEqual([
      "Tax ID: PL5260001246",
      "Registration: 0000123456",
      "IBAN: PL61 1090 1014 0000 0712 1981 2874",
      "biuro@zolw.example",
      "+48 22 123 45 67",
    ])
  })

  it("has the store's name as long as the company has told no other", () => {
    expect(toCompanyParty(toCompany(null), "Winkel", english)).toMatchObject({
      name: "Winkel",
      details: [],
    })
    const company = toCompany({ legal_name: "Winkel B.V.", address: { city: "Utrecht" } })
    expect(toCompanyParty(company, "Winkel", english)).toMatchObject({
      name: "Winkel B.V.",
      details: ["Utrecht"],
    })
  })
})
