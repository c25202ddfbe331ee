namespace ShopActors.Floor;

internal sealed class TargetGrain : Grain, ITargetGrain
{
    public Task<int> Answer(int value) => Task.FromResult(value);

    public Task<int> AnswerAndEnd(int value)
    {
        DeactivateOnIdle();
        return Task.FromResult(value);
    }
}
