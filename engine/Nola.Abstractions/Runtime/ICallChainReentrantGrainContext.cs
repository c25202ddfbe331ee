namespace Orleans.Runtime;

/// <summary>An activation that counts which call chains may re-enter it.</summary>
internal interface ICallChainReentrantGrainContext
{
    void OnEnterReentrantSection(Guid reentrancyId);

    void OnExitReentrantSection(Guid reentrancyId);
}
