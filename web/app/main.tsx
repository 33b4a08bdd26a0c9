import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "./tokens.css";
import "./base.css";
import "./shapes.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AddressProvider } from "../lib/address/address.tsx";
import { LanguageProvider } from "../lib/language/language.tsx";
import { PersonalLinkProvider, takeSecret } from "../lib/personal-link/PersonalLink.tsx";
import { AppRoutes } from "./routes.tsx";

const secret = takeSecret();
const place = document.getElementById("app");
if (!place) throw new Error("index.html has no #app");

createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <PersonalLinkProvider first={secret}>
        <AddressProvider>
          <AppRoutes />
        </AddressProvider>
      </PersonalLinkProvider>
    </LanguageProvider>
  </StrictMode>,
);
