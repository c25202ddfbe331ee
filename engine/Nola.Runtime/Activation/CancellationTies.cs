namespace Nola.Runtime.Activation;

/// <summary>Ties the caller's grain cancellation tokens to those that the callee gets in their place.</summary>
internal static class CancellationTies
{
    /// <summary>Lets the cancellation of the request's tokens reach the target.</summary>
    public static void Tie(Request request, GrainReference target)
    {
        for (var i = 0; i < request.GetArgumentCount(); i++)
        {
            if (request.GetArgument(i) is GrainCancellationToken token)
            {
                token.AddTarget(target, static (grain, id) => grain.Cast<ICancellationExtension>().Cancel(id));
            }
        }
    }

    /// <summary>Gives the target tokens of its own. On its turn.</summary>
    public static void Untie(Request request, GrainActivation target)
    {
        for (var i = 0; i < request.GetArgumentCount(); i++)
        {
            if (request.GetArgument(i) is not GrainCancellationToken passed) continue;

            var extension = (CancellationExtension)target.Host.Extensions.Get(target, typeof(ICancellationExtension));
            var own = extension.Get(passed.Id);
            if (passed.IsCancellationRequested) _ = own.Cancel();
            request.SetArgument(i, own);
        }
    }
}
