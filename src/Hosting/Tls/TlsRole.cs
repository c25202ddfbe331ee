namespace ShopActors.Hosting.Tls;

/// <summary>The role of a process in the cluster, proved by a DNS name in its certificate.</summary>
public enum TlsRole
{
    /// <summary>
    /// Hosts grains. Admitted at silo ports and gateways; the only role that connections are made to.
    /// </summary>
    Silo = 0,

    /// <summary>Calls grains for customers and operators. Admitted at gateways only.</summary>
    Api = 1,
}
