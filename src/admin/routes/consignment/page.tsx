import { defineRouteConfig } from "@medusajs/admin-sdk"
import { HandTruck } from "@medusajs/icons"
import { Breadcrumb } from "../../components/breadcrumb"
import { Section } from "../../components/section"
import { useWords } from "../../hooks/use-words"

const OverviewPage = () => {
  const { t } = useWords()
  return <Section heading={t("menu.consignment")} headingLevel="h1" />
}

export const config = defineRouteConfig({
  label: "menu.consignment",
  translationNs: "consignment",
  icon: HandTruck,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.consignment" /> }

export default OverviewPage
