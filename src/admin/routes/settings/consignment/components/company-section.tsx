import { SectionRow } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Company } from "../../../../../http-contract/settings"
import { addressOf } from "../../../../components/address-fields"
import { Section } from "../../../../components/section"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"

/** The company as it is printed on documents. */
export const CompanySection = ({ company }: { company: Company }) => {
  const { t, i18n } = useWords()
  const mayEdit = useAllows()("consignment_settings:manage")
  const country = company.address?.country_code
  return (
    <Section
      heading={t("company.title")}
      headingLevel="h1"
      subHeading={t("company.hint")}
      actions={
        mayEdit && (
          <Button size="small" variant="secondary" asChild>
            <Link to="edit">{t("actions.edit")}</Link>
          </Button>
        )
      }
    >
      <SectionRow title={t("company.legal_name")} value={company.legal_name} />
      <SectionRow title={t("fields.address")} value={addressOf(company.address)} />
      <SectionRow
        title={t("fields.country")}
        value={country && new Intl.DisplayNames(i18n.language, { type: "region" }).of(country)}
      />
      <SectionRow title={t("fields.tax_id")} value={company.tax_id} />
      <SectionRow title={t("fields.registration_number")} value={company.registration_number} />
      <SectionRow title={t("fields.iban")} value={company.iban} />
      <SectionRow title={t("fields.email")} value={company.email} />
      <SectionRow title={t("fields.phone")} value={company.phone} />
      <SectionRow
        title={t("contractors.payment_terms")}
        value={
          company.payment_terms_days === null
            ? null
            : t("contractors.payment_terms_days", { count: company.payment_terms_days })
        }
      />
      <SectionRow
        title={t("company.logo")}
        value={
          company.logo && (
            <img src={company.logo} alt={t("company.logo")} className="max-h-12 max-w-40" />
          )
        }
      />
    </Section>
  )
}
