"""An OpenID Connect provider on this machine, as strict as a real one, that can be made to lie or to be away."""
