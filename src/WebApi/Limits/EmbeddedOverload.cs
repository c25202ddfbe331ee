using Orleans.Runtime.Messaging;

namespace ShopActors.WebApi.Limits;

/// <summary>
/// Refuses requests while the silo in this process is overloaded. An API process of a cluster has no silo; there the
/// silos' gateways reject its calls.
/// </summary>
internal static class EmbeddedOverload
{
    public static void UseEmbeddedOverload(this WebApplication app)
    {
        if (app.Services.GetService<IOverloadDetector>() is not { } silo) return;

        app.Use((context, next) => silo.IsOverloaded && !RequestRates.IsExempt(context)
            ? Problem.WriteAsync(context, ApiErrors.Overloaded)
            : next(context));
    }
}
