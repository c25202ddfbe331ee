namespace ShopActors;

/// <summary>What a SKU's stock tells others.</summary>
internal static class StockAnnouncements
{
    public static ReadOnlyMemory<byte> Of(StockState stock, StockEvent e, long sequence)
    {
        if (e is LevelChanged { Level: var level })
        {
            var changed = new StockLevelChangedV1(stock.Sku, level, stock.OnHand, stock.LowAt);
            return EventJson.Encode(changed, stock.Sku.Value, e.At, sequence);
        }

        return ChangeOf(e) is { } change
            ? EventJson.Encode(
                new StockChangedV1(stock.Sku, change, stock.OnHand, stock.Available), stock.Sku.Value, e.At, sequence)
            : default;
    }

    private static StockChange? ChangeOf(StockEvent e) => e switch
    {
        StockOpened => StockChange.Opened,
        StockAdjusted => StockChange.Adjusted,
        UnitsHeld or UnitsTaken => StockChange.Reserved,
        HoldSold => StockChange.Sold,
        HoldReleased or DeadlinesPassed => StockChange.Released,
        _ => null,
    };
}
