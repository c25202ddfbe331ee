using Orleans.Serialization.TypeSystem;

namespace Nola.Runtime.Tests.Serialization;

public sealed class TypeNameTests
{
    [Theory]
    [InlineData(typeof(int), "System.Int32")]
    [InlineData(typeof(int[,][]), "System.Int32[][,]")]
    [InlineData(typeof(Dictionary<,>), "System.Collections.Generic.Dictionary`2")]
    [InlineData(
        typeof(Dictionary<string, List<Nested<int>.Deeper<TypeNameTests[]>>>),
        "System.Collections.Generic.Dictionary`2[[System.String],[System.Collections.Generic.List`1[[Nola.Runtime.Tests."
        + "Serialization.TypeNameTests+Nested`1+Deeper`1[[System.Int32],[Nola.Runtime.Tests.Serialization.TypeNameTests[],"
        + "Nola.Runtime.Tests]],Nola.Runtime.Tests]]]]")]
    public void Format_AnyType_IsItsNameWithoutVersions(Type type, string expected)
    {
        var name = RuntimeTypeNameFormatter.Format(type);

        Assert.Equal(expected, name);
        Assert.Equal(type, Type.GetType(name));
    }

    public sealed class Nested<T>
    {
        public sealed class Deeper<TOther>;
    }
}
