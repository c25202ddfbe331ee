using Nola.Runtime.Scheduling;

namespace Orleans.TestingHost;

/// <summary>The threads of one silo, which a kill takes away from it.</summary>
internal sealed class KillSwitch : ITurnPool
{
    private volatile bool _isKilled;

    public void Kill() => _isKilled = true;

    public void Schedule(TurnQueue queue)
    {
        if (!_isKilled) ThreadTurnPool.Instance.Schedule(queue);
    }
}
