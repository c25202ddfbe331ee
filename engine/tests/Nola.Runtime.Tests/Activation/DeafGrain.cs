namespace Nola.Runtime.Tests.Activation;

/// <summary>Never activates, and with an even key does not look at the token that says so.</summary>
public sealed class DeafGrain : Grain, IDeafGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Gates.Open($"deaf-{this.GetPrimaryKeyLong()}");
        var never = new TaskCompletionSource().Task;
        return this.GetPrimaryKeyLong() % 2 == 0 ? never : never.WaitAsync(cancellationToken);
    }

    public Task Reach() => Task.CompletedTask;
}
