namespace ShopActors.Hosting.Ports;

/// <summary>Reads from settings which ports the process will listen on.</summary>
internal interface IPortSource
{
    IEnumerable<PortClaim> Read();
}
