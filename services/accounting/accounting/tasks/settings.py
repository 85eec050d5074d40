"""The variables that say what is heavy, and what a task may take."""

from pydantic import Field

from accounting.tasks.domain.tasks import TaskLimits
from chassis.settings import ServiceSettings


class CarriesTasks(ServiceSettings):
    """A process that carries tasks out, or shows how far they are."""

    task_cpu_s: int = Field(default=900, ge=1)
    """Time of processor that a task may take, in seconds."""
    task_memory_mib: int = Field(default=6144, ge=64)
    """Memory that a task may take, in MiB."""

    def task_limits(self) -> TaskLimits:
        return TaskLimits(self.task_cpu_s, self.task_memory_mib << 20)


class WeighsRequests(CarriesTasks):
    """A process that answers requests of any weight."""

    here_exchanges: int = Field(default=500, ge=0)
    """Exchanges of a system that a request is carried out with where requests are answered; these
    take less than 100 ms."""
    beside_exchanges: int = Field(default=12_000, ge=0)
    """Exchanges that a caller waits for, in a process beside; these are solved in less than 200 ms.
    What is heavier becomes a task."""
    tasks_max_open: int = Field(default=20, ge=1)
    """Tasks of one organisation that have not ended."""
