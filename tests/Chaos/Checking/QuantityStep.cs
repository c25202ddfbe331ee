using System.Globalization;
using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>An operation on one line of a cart: what it does to the quantity, or what it says it is.</summary>
internal sealed record QuantityStep(double InvokedAt, double ReturnedAt, bool MayNotHaveHappened)
{
    public long Added { get; init; }

    public bool Removes { get; init; }

    /// <summary>The quantity right after the step, where its answer showed the cart.</summary>
    public long? Seen { get; init; }

    public override string ToString()
    {
        var what = Removes ? "removes" : Added > 0 ? $"adds {Added}" : "reads";
        var seen = Seen is { } quantity ? $", sees {quantity}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{InvokedAt:F0} to {ReturnedAt:F0} ms {what}{seen}");
    }

    /// <summary>The step as seen by one SKU; null when it neither changes nor shows it.</summary>
    public static QuantityStep? Of(ClientOperation operation, string sku)
    {
        var isUnknown = operation.Result == ResultClass.Info;
        var returnedAt = isUnknown ? double.PositiveInfinity : operation.ReturnedAt;
        var step = new QuantityStep(operation.InvokedAt, returnedAt, isUnknown)
        {
            Seen = isUnknown ? null : operation.Lines?.GetValueOrDefault(sku),
        };
        return operation.Action switch
        {
            ClientAction.AddItem when operation.Sku == sku => step with { Added = operation.Quantity },
            ClientAction.RemoveItem when operation.Sku == sku => step with { Removes = true },
            _ => step.Seen is null ? null : step,
        };
    }

    /// <summary>The quantity after this step, or null when its answer contradicts it.</summary>
    public long? Apply(long quantity)
    {
        var after = Removes ? 0 : quantity + Added;
        return Seen is null || Seen == after ? after : null;
    }
}
