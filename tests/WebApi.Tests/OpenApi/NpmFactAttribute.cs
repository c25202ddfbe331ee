namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>A test that runs programs of npm packages.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NpmFactAttribute() : RequiresToolFactAttribute(NodePackages.Tool, NodePackages.Install);
