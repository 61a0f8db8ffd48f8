import { useStore } from "@medusajs/dashboard/hooks"
import { CreateShopForm } from "../components/create-shop-form"

const CreateShopPage = () => {
  const { store } = useStore()
  const currency = store?.supported_currencies?.find(({ is_default }) => is_default)?.currency_code
  return store ? <CreateShopForm currencyCode={(currency ?? "").toUpperCase()} /> : null
}

export default CreateShopPage
