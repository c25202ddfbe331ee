using Microsoft.AspNetCore.OutputCaching;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// Keeps the document once it has been made: it is the same for every caller, host and query, and making it takes a
/// tenth of a second of processor time, which requests without credentials must not be able to spend at will.
/// </summary>
internal sealed class DocumentCache : IOutputCachePolicy
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    ValueTask IOutputCachePolicy.CacheRequestAsync(
        OutputCacheContext context, CancellationToken cancellationToken)
    {
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Age;
        context.CacheVaryByRules.QueryKeys = "";
        context.CacheVaryByRules.VaryByHost = false;
        return ValueTask.CompletedTask;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(
        OutputCacheContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(
        OutputCacheContext context, CancellationToken cancellationToken)
    {
        context.AllowCacheStorage = context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}
