namespace ShopActors.Hosting.Tls;

/// <summary>What a process is to the cluster; its certificate proves it by a DNS name.</summary>
public enum TlsRole
{
    /// <summary>
    /// Holds grains. Admitted at silo ports and gateways, and the only one that connections are made to.
    /// </summary>
    Silo = 0,

    /// <summary>Calls grains on behalf of customers and operators. Admitted at gateways alone.</summary>
    Api = 1,
}
