namespace Nola.Runtime.Tests.Activation;

public interface IDeafGrain : IGrainWithIntegerKey
{
    Task Reach();
}
