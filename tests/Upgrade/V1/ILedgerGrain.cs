namespace ShopActors.Upgrade;

/// <summary>A ledger.</summary>
[Alias("upgrade.ledger")]
public interface ILedgerGrain : IGrainWithIntegerKey
{
    /// <summary>The build of the silo that holds it.</summary>
    [Alias("build")]
    Task<int> Build();

    /// <summary>Enters an amount and gives the sum.</summary>
    [Alias("enter")]
    Task<long> Enter(int amount);

    [Alias("read")]
    Task<string> Read();
}
