"""The roles of the secretariat as pages ask for them."""

from typing import Annotated

from fastapi import Depends

from assistant.accounts import Role, User
from bots.web.secretariat.guard import requires

Reader = Annotated[User, Depends(requires(Role.READER))]
Editor = Annotated[User, Depends(requires(Role.EDITOR))]
Approver = Annotated[User, Depends(requires(Role.APPROVER))]
