import { SectionRow } from "@medusajs/dashboard/components"
import { Link } from "react-router-dom"
import type { Contractor } from "../../../../../../http-contract/contractor"
import { addressOf } from "../../../../../components/address-fields"
import { Section } from "../../../../../components/section"
import { useWords } from "../../../../../hooks/use-words"

const nameIn = (language: string, type: "region" | "language", code: string | null) =>
  code &&
  new Intl.DisplayNames(language, { type }).of(type === "region" ? code.toUpperCase() : code)

/** How the partner is reached, invoiced and paid. */
export const ContactSection = ({ contractor }: { contractor: Contractor }) => {
  const { t, i18n } = useWords()
  const { payment_terms_days: days, customer_id: customerId } = contractor
  const rows = [
    [t("fields.email"), contractor.email],
    [t("fields.phone"), contractor.phone],
    [t("fields.address"), addressOf(contractor.address)],
    [t("fields.country"), nameIn(i18n.language, "region", contractor.country_code)],
    [t("fields.tax_id"), contractor.tax_id],
    [t("fields.registration_number"), contractor.registration_number],
    [t("fields.iban"), contractor.iban],
    [
      t("contractors.payment_terms"),
      days === null ? null : t("contractors.payment_terms_days", { count: days }),
    ],
    [t("fields.language"), nameIn(i18n.language, "language", contractor.language)],
  ] as const
  return (
    <Section heading={t("contractors.contact")}>
      {rows.map(([title, value]) => (
        <SectionRow key={title} title={title} value={value} />
      ))}
      {customerId && (
        <SectionRow
          title={t("fields.customer")}
          value={
            <Link className="text-ui-fg-interactive" to={`/customers/${customerId}`}>
              {t("contractors.view_customer")}
            </Link>
          }
        />
      )}
    </Section>
  )
}
